namespace Holdfast.DataPlane.Overload;

/// <summary>The one table of what makes pressure. A test demands a row for each part.</summary>
internal static class PressureParts
{
    // In the order of the enum. What runs out ends the process, so it may drive every step. Time does not run out: whoever has too little
    // of it serves more slowly, and to refuse everybody for that would turn a full gateway into an idle one.
    private static readonly (string Label, string Text, bool RunsOut)[] Rows =
    [
        ("heap", "managed memory", true),
        ("memory", "memory", true),
        ("descriptors", "descriptors", true),
        ("loop_lag", "the workers' turns are long", false),
        ("gc_pauses", "garbage collections stop the workers", false),
        ("thread_pool", "the control side's threads are busy", false),
        ("processor", "processor", false),
    ];

    public static int Count => Rows.Length;

    public static string LabelOf(PressurePart part) => Rows[(int)part].Label;

    public static string TextOf(PressurePart part) => Rows[(int)part].Text;

    public static bool RunsOut(PressurePart part) => Rows[(int)part].RunsOut;
}
