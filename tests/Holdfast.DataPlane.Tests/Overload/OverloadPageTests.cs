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

    [Fact]
    public void WhateverIsTrueOfTheServerNow_ItsWordsStandOnThePage()
    {
        IEnumerable<string> texts = from reason in Enum.GetValues<LimitReason>()
                                    from baseline in (double[])[1, 3]
                                    from isSure in (bool[])[true, false]
                                    from inFlight in (int[])[0, 2, 4]
                                    select LimitReasons.TextNow(reason, baseline, waiting: 0, isSure, inFlight, limit: 4);
        texts.Distinct().ShouldAllBe(text => Lines.Any(line => line.StartsWith($"| {text} |", StringComparison.Ordinal) || line.Contains($"` | {text} |", StringComparison.Ordinal)));
    }

    private static string PageAt([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "operating", "overload.md");
}
