"""The desk: a record in a browser. Requests come in; pages, pictures and JSON go out, and judgements go into the record."""
