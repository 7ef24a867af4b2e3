using Holdfast.Drills;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>From points to the answer and the exit code; the same wherever the points come from.</summary>
internal static class CapacityAnswer
{
    public static int Give(IReadOnlyList<MeasuredPoint> points, CapacityQuestion question)
    {
        ScalabilityEstimate estimate = ScalabilityFit.Fit(points, question.Seed);
        if (estimate.Refusal != FitRefusal.None)
        {
            return Refuse(estimate, question.Json);
        }

        DateTimeOffset now = SystemClock.Instance.UtcNow;
        if (question.Json)
        {
            JsonOutput.Write(writer => CapacityJson.Write(writer, estimate, points, question, now));
        }
        else
        {
            Console.Out.Write(CapacityText.Format(estimate, points, question, now));
        }

        // A script asks whether the servers that there are carry the load.
        return question.Servers is { } servers && question.PlanFor(estimate)?.MonthsUntilFull(servers) == 0 ? 1 : 0;
    }

    private static int Refuse(ScalabilityEstimate estimate, bool json)
    {
        if (json)
        {
            JsonOutput.Write(writer => CapacityJson.WriteRefusal(writer, estimate));
        }

        Console.Error.WriteLine($"holdfast: no curve: {CapacityRefusal.Sentence(estimate)}");
        return 1;
    }
}
