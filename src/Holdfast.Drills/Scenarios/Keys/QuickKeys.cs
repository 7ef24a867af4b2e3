using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

internal static class QuickKeys
{
    public static RecordKeys<QuickPlan> Keys { get; } = new(
        "Quick",
        "quick",
        new QuickPlan(),
        new PropertyKey<QuickPlan, int>("timePercent", nameof(QuickPlan.TimePercent), new IntegerKind(1, 100), plan => plan.TimePercent, (plan, value) => plan with { TimePercent = value })
        {
            Meaning = "Percent of the full length that --quick takes.",
            Example = "40",
        })
    {
        Meaning = "What --quick changes.",
        Example = "{ timePercent: 40 }",
    };
}
