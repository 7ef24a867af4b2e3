namespace Holdfast.Cli;

/// <summary>A value as a bar of one character.</summary>
internal static class Sparkline
{
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static char Of(double value, double highest) =>
        // Something must not look like nothing.
        value <= 0 ? Bars[0] : Bars[Math.Clamp((int)Math.Round(value / highest * (Bars.Length - 1)), 1, Bars.Length - 1)];
}
