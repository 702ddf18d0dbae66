"""The network 256-64-32-1, one thread: Bowerbird, numpy by hand, PyTorch, ONNX Runtime, in turn.

usage: mlp.py PROGRAM [ROUNDS]   PROGRAM is Benchmarks/.build/release/MLPBenchmark
train-B: samples a second with batches of B, Adam, binary cross-entropy; infer-1-us: microseconds for one row (median);
infer-1000: rows a second in batches of 1000. Processor time, except for the median of single rows; the best of the rounds."""
import sys
import time

import measure
import numpy as np

ROWS, WIDTHS = 65536, (256, 64, 32, 1)
random = np.random.default_rng(7)
X = random.uniform(-1, 1, (ROWS, WIDTHS[0])).astype(np.float32)
Y = (X[:, :1] + X[:, 1:2] > 0).astype(np.float32)


def initial_layers():
    pairs = zip(WIDTHS, WIDTHS[1:])
    return [(random.normal(0, (2 / i) ** 0.5, (i, o)).astype(np.float32), np.zeros(o, np.float32)) for i, o in pairs]


def inference(one, many):
    """Figures of two functions: one(row number), many()."""
    times = []
    for row in range(6000):
        start = time.perf_counter_ns()
        one(row)
        times.append(time.perf_counter_ns() - start)
    best = min(measure.seconds(lambda: [many() for _ in range(300)]) for _ in range(5))
    return {"infer-1-us": float(np.median(times[1000:])) / 1e3, "infer-1000": 300_000 / best}


class NumpyNetwork:
    """Forward, backward and Adam, written out."""

    def __init__(self):
        self.parameters = [p for layer in initial_layers() for p in layer]
        self.means = [np.zeros_like(p) for p in self.parameters]
        self.squares = [np.zeros_like(p) for p in self.parameters]
        self.step = 0

    def predict(self, x):
        w1, b1, w2, b2, w3, b3 = self.parameters
        hidden = np.maximum(np.maximum(x @ w1 + b1, 0) @ w2 + b2, 0)
        return 1 / (1 + np.exp(-(hidden @ w3 + b3)))

    def learn(self, x, y):
        w1, b1, w2, b2, w3, b3 = self.parameters
        first = np.maximum(x @ w1 + b1, 0)
        second = np.maximum(first @ w2 + b2, 0)
        top = (1 / (1 + np.exp(-(second @ w3 + b3))) - y) / len(x)
        middle = (top @ w3.T) * (second > 0)
        bottom = (middle @ w2.T) * (first > 0)
        gradients = [x.T @ bottom, bottom.sum(0), first.T @ middle, middle.sum(0), second.T @ top, top.sum(0)]
        self.step += 1
        rate = 1e-3 * (1 - 0.999**self.step) ** 0.5 / (1 - 0.9**self.step)
        for parameter, gradient, mean, square in zip(self.parameters, gradients, self.means, self.squares):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient * gradient - square)
            parameter -= rate * mean / (np.sqrt(square) + 1e-8)


def epochs(learn, batch):
    count = ROWS if batch == 1024 else ROWS // 2
    run = lambda: [learn(slice(s, s + batch)) for s in range(0, count, batch)]
    run()
    return count / min(measure.seconds(run) for _ in range(3))


def numpy_figures():
    network = NumpyNetwork()
    figures = inference(lambda i: network.predict(X[i : i + 1]), lambda: network.predict(X[:1000]))
    for batch in (1024, 32):
        figures[f"train-{batch}"] = epochs(lambda s: network.learn(X[s], Y[s]), batch)
    return figures


def torch_figures():
    import torch

    torch.set_num_threads(1)
    x, y = torch.from_numpy(X), torch.from_numpy(Y)
    nn = torch.nn
    network = nn.Sequential(nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1))
    loss = nn.BCEWithLogitsLoss()
    figures = {}
    for batch in (1024, 32):
        adam = torch.optim.Adam(network.parameters(), lr=1e-3, fused=True)

        def learn(s):
            adam.zero_grad(set_to_none=True)
            loss(network(x[s]), y[s]).backward()
            adam.step()

        figures[f"train-{batch}"] = epochs(learn, batch)
    with torch.inference_mode():
        script = torch.jit.freeze(torch.jit.script(nn.Sequential(*network, nn.Sigmoid()).eval()))
        figures |= inference(lambda i: script(x[i : i + 1]), lambda: script(x[:1000]))
    return figures


def onnx_session():
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    nodes, tensors, source = [], [], "x"
    for number, (weights, biases) in enumerate(initial_layers()):
        tensors += [numpy_helper.from_array(weights, f"w{number}"), numpy_helper.from_array(biases, f"b{number}")]
        nodes.append(helper.make_node("Gemm", [source, f"w{number}", f"b{number}"], [f"z{number}"]))
        source = "y" if number == 2 else f"a{number}"
        nodes.append(helper.make_node("Sigmoid" if number == 2 else "Relu", [f"z{number}"], [source]))
    rows = lambda name, width: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", width])
    graph = helper.make_graph(nodes, "mlp", [rows("x", 256)], [rows("y", 1)], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def onnx_figures():
    session = onnx_session()
    return inference(lambda i: session.run(None, {"x": X[i : i + 1]}), lambda: session.run(None, {"x": X[:1000]}))


if __name__ == "__main__":
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    models = {
        "Bowerbird": lambda: measure.bowerbird(program),
        "numpy by hand": numpy_figures,
        "PyTorch": torch_figures,
        "ONNX Runtime": onnx_figures,
    }
    results = {name: {} for name in models}
    for _ in range(rounds):
        for name, figures in models.items():
            for figure, value in figures().items():
                results[name].setdefault(figure, []).append(value)
    measure.table(results, lower_is_better=("infer-1-us",))
