using System.Runtime.CompilerServices;

namespace Holdfast.DataPlane.Tests.Overload;

/// <summary>docs/operating/overload.md explains every reason that status, metrics and log may give.</summary>
public sealed class OverloadPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(PageAt());

    public static TheoryData<string> Reasons =>
    [
        .. Enum.GetValues<LimitReason>().Select(LimitReasons.LabelOf),
        .. Enum.GetValues<EjectionReason>().Where(reason => reason != EjectionReason.None).Select(EjectionReasons.LabelOf),
        .. OutcomeTable.ShedLabels(),
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void EveryReason_HasALine(string label) => Lines.Count(line => line.StartsWith($"| `{label}` |", StringComparison.Ordinal)).ShouldBe(1, label);

    [Fact]
    public void WordsOfTheStatus_AreThoseOfThePage()
    {
        foreach (LimitReason reason in Enum.GetValues<LimitReason>())
        {
            Lines.ShouldContain(line => line.StartsWith($"| `{LimitReasons.LabelOf(reason)}` | {LimitReasons.TextOf(reason)} |", StringComparison.Ordinal), LimitReasons.LabelOf(reason));
        }

        foreach (EjectionReason reason in Enum.GetValues<EjectionReason>().Where(reason => reason != EjectionReason.None))
        {
            Lines.ShouldContain(line => line.StartsWith($"| `{EjectionReasons.LabelOf(reason)}` | {EjectionReasons.TextOf(reason)} |", StringComparison.Ordinal), EjectionReasons.LabelOf(reason));
        }
    }

    private static string PageAt([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "operating", "overload.md");
}
