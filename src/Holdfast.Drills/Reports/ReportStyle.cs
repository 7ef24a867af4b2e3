namespace Holdfast.Drills.Reports;

/// <summary>The page's style sheet: follows the reader's light or dark mode, and prints without wasting ink.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --dim: #6a737d; --rule: #d8dee4; --blue: #2563c9; --green: #1a7f4b; --amber: #b7791f; --red: #c62f2f; --violet: #7a4fc0; --teal: #0f7f8c; --pink: #b83280; --brown: #8a5a2b; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e4e8ec; --dim: #97a1ab; --rule: #333a42; --blue: #6ba2ff; --green: #4cc38a; --amber: #e3b341; --red: #ff7b72; --violet: #b895f5; --teal: #4fc3d1; --pink: #f29ac7; --brown: #d0a071; } }
        @media print { :root { --paper: #fff; --ink: #000; --dim: #444; --rule: #bbb; } body { margin: 0; } figure, table, li { break-inside: avoid; } }
        body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; max-width: 960px; margin: 2em auto; padding: 0 1em; }
        h1 { font-size: 1.5em; margin-bottom: 0; } h2 { font-size: 1.15em; margin-top: 2em; border-bottom: 1px solid var(--rule); }
        p.dim, .axis, .legend, td.dim { color: var(--dim); } .doubt { color: var(--red); }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 3px 10px 3px 0; border-bottom: 1px solid var(--rule); vertical-align: top; } td.number, th.number { text-align: right; }
        .pass { color: var(--green); font-weight: 600; } .fail { color: var(--red); font-weight: 600; }
        figure { margin: 1.2em 0; } figcaption { font-weight: 600; } .legend { font-weight: 400; font-size: 13px; float: right; }
        svg { width: 100%; height: auto; } .axis { font-size: 11px; fill: var(--dim); } .grid { stroke: var(--rule); stroke-width: 1; } .phase { stroke: var(--dim); stroke-dasharray: 2 4; }
        .line { fill: none; stroke-width: 1.8; } .area { stroke: none; opacity: .35; } .mark { stroke-width: 1.5; stroke-dasharray: 5 3; }
        .key { display: inline-block; width: 11px; height: 11px; margin: 0 4px 0 10px; }
        .offered { stroke: var(--dim); } i.offered { background: var(--dim); } .area.offered { fill: var(--dim); }
        .good { stroke: var(--green); } i.good { background: var(--green); } .area.good { fill: var(--green); }
        .shed { stroke: var(--amber); } i.shed { background: var(--amber); } .area.shed { fill: var(--amber); }
        .failed { stroke: var(--red); } i.failed { background: var(--red); } .area.failed { fill: var(--red); }
        .capacity { stroke: var(--ink); stroke-dasharray: 6 3; } i.capacity { background: var(--ink); }
        .fault { stroke: var(--red); } .reaction { stroke: var(--blue); } .note { stroke: var(--dim); }
        .s0 { stroke: var(--blue); } i.s0 { background: var(--blue); } .s1 { stroke: var(--teal); } i.s1 { background: var(--teal); } .s2 { stroke: var(--violet); } i.s2 { background: var(--violet); } .s3 { stroke: var(--pink); } i.s3 { background: var(--pink); }
        .s4 { stroke: var(--brown); } i.s4 { background: var(--brown); } .s5 { stroke: var(--amber); } i.s5 { background: var(--amber); } .s6 { stroke: var(--green); } i.s6 { background: var(--green); } .s7 { stroke: var(--red); } i.s7 { background: var(--red); }
        """;
}
