"""Pictures: counts come in; SVG comes out, whose marks lead to the events behind them."""
