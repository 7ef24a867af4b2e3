using System.Globalization;

namespace Holdfast.Cli;

/// <summary>The most that a service could do, now against an earlier time.</summary>
/// <param name="Part">By how much it is less: 0.12 for 12 %; negative when it is more.</param>
/// <param name="IsFinding">It is less by as much as was asked for.</param>
/// <param name="MayBeChance">The intervals overlap.</param>
internal sealed record MaximumDrop(double Part, bool IsFinding, bool MayBeChance)
{
    /// <summary>Null when they cannot be compared, with the reason.</summary>
    public static MaximumDrop? Of(MaximumFile last, MaximumFile now, double least, out string? problem)
    {
        problem = last.Objective != now.Objective ? $"the objectives differ: '{last.Objective}' and '{now.Objective}'"
            : now.IsLowerBound && now.Rate < last.Rate ? "the new search was limited by its generator: how much the service can do is not known"
            : last.Rate <= 0 ? "the last search found no rate"
            : null;
        double part = 1 - (now.Rate / last.Rate);
        return problem is null ? new MaximumDrop(part, part >= least - 1e-9, now.High is null || now.High >= last.Low) : null;
    }

    public string Sentence(MaximumFile last, MaximumFile now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{LoadText.Rate(now.Rate)}/s now, {LoadText.Rate(last.Rate)}/s before: {100 * Math.Abs(Part):0.#} % {(Part >= 0 ? "less" : "more")}{(IsFinding && MayBeChance ? "; the intervals overlap, measure again before you look for a reason" : "")}");
}
