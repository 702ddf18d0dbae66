/// What plots look like. A page that holds plots includes ``css`` once.
public enum PlotStyle {
    /// How many colours tell series apart before they repeat.
    static let colors = 6

    /// The style sheet: colours that are told apart by people with colour blindness too, on light and on dark ground.
    public static let css = """
        :root {
          color-scheme: light dark;
          --ground: #ffffff; --ink: #1c2330; --faint: #5c6675; --grid: #dde2e9; --panel: #f5f7fa;
          --plot-1: #0b62a4; --plot-2: #c44e00; --plot-3: #00795a; --plot-4: #a3458a; --plot-5: #8a6a00; --plot-6: #5b6472;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14181f; --ink: #e6eaf0; --faint: #a3adbb; --grid: #323a46; --panel: #1c222b;
            --plot-1: #6cb6ff; --plot-2: #ff9d57; --plot-3: #4fd1a5; --plot-4: #ef9bd6; --plot-5: #e3c04b; --plot-6: #b4bcc8;
          }
        }
        .plot { display: block; width: 100%; max-width: 760px; height: auto; }
        .plot text { fill: var(--ink); font: 13px system-ui, sans-serif; }
        .plot .heading { font-weight: 600; font-size: 15px; }
        .plot .tick, .plot .unit { fill: var(--faint); font-size: 12px; }
        .plot .grid { stroke: var(--grid); stroke-width: 1; }
        .plot .axis { stroke: var(--faint); stroke-width: 1; }
        .plot .ideal { stroke: var(--faint); stroke-width: 1.5; stroke-dasharray: 5 4; }
        .plot .interval { stroke: var(--ink); stroke-width: 1.5; }
        .plot rect { fill-opacity: 0.55; }
        .plot .line { fill: none; stroke-width: 2; }
        .plot .band { stroke-width: 1.2; opacity: 0.75; }
        .c1 { fill: var(--plot-1); stroke: var(--plot-1); } .c2 { fill: var(--plot-2); stroke: var(--plot-2); }
        .c3 { fill: var(--plot-3); stroke: var(--plot-3); } .c4 { fill: var(--plot-4); stroke: var(--plot-4); }
        .c5 { fill: var(--plot-5); stroke: var(--plot-5); } .c6 { fill: var(--plot-6); stroke: var(--plot-6); }
        """

    static func color(_ series: Int) -> String { "c\(series % colors + 1)" }
}
