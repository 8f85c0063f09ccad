"""Makes a dynamically quantised network add up floats: its weights stay int8 in the file, its activations are not rounded.

Sums of products of integers come out differently on processors that lack VNNI, which cut them off, and rounding all
activations of a window by its largest one passes small differences on to every word. With floats the same report reads
the same on every processor.
"""

from collections import defaultdict

from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper


def with_float_activations(model: ModelProto) -> ModelProto:
    """The network with each product of quantised matrices made one of floats. It is changed in place."""
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    made = {output: node for node in graph.node for output in node.output}
    users: defaultdict[str, list[NodeProto]] = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            users[name].append(node)
    fresh: dict[str, list[NodeProto]] = {}
    gone: set[str] = set()
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        activations, weights = made[node.input[0]].input[0], node.input[1]
        if numpy_helper.to_array(constants[node.input[3]]).any():
            raise ValueError(f"{node.name}: weights around a zero that is not 0")
        [cast] = users[node.output[0]]
        [scaled] = users[cast.output[0]]
        [scales] = [made[name] for name in scaled.input if name != cast.output[0]]
        [scale] = [name for name in scales.input if name in constants]
        fresh[node.name] = [
            helper.make_node("Cast", [weights], [f"{node.name}_cast"], f"{node.name}_cast", to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{node.name}_cast", scale], [f"{node.name}_weights"], f"{node.name}_weights"),
            helper.make_node("MatMul", [activations, f"{node.name}_weights"], [scaled.output[0]], f"{node.name}_float"),
        ]
        gone |= {node.name, cast.name, scaled.name, scales.name}
    nodes = [part for node in graph.node for part in fresh.get(node.name, [] if node.name in gone else [node])]
    del graph.node[:]
    graph.node.extend(_in_order(_used(nodes, model), model))
    taken = {name for node in graph.node for name in node.input}
    kept = [tensor for name, tensor in constants.items() if name in taken]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    return model


def _used(nodes: list[NodeProto], model: ModelProto) -> list[NodeProto]:
    """Without nodes whose outputs nobody takes."""
    while True:
        taken = {name for node in nodes for name in node.input} | {output.name for output in model.graph.output}
        kept = [node for node in nodes if taken.intersection(node.output)]
        if len(kept) == len(nodes):
            return kept
        nodes = kept


def _in_order(nodes: list[NodeProto], model: ModelProto) -> list[NodeProto]:
    """Each after those whose outputs it takes."""
    known = {"", *(i.name for i in model.graph.input), *(t.name for t in model.graph.initializer)}
    ordered: list[NodeProto] = []
    while nodes:
        ready = [node for node in nodes if known.issuperset(node.input)]
        if not ready:
            raise ValueError("the network has a circle")
        ordered += ready
        known.update(name for node in ready for name in node.output)
        nodes = [node for node in nodes if not known.issuperset(node.output)]
    return ordered
