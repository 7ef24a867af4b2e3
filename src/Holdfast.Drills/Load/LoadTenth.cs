namespace Holdfast.Drills.Load;

/// <summary>A tenth of a second of a class: for what must be over within some hundred milliseconds. Warm-up excluded.</summary>
/// <param name="Intended">Requests that were due in it.</param>
/// <param name="Good">Of those, answered well within the deadline, whenever that was.</param>
/// <param name="Shed">Of those, refused.</param>
/// <param name="Refusals">Refusals that came in it, whenever their requests were due.</param>
/// <param name="Prompt">Of the refused that were due in it, those that were told within <see cref="PromptNanoseconds"/>.</param>
/// <param name="Failures">Failures that users met in it, whenever their requests were due; an answer that came too late failed when its deadline passed.</param>
public readonly record struct LoadTenth(long Intended, long Good, long Shed, long Refusals, long Prompt, long Failures = 0)
{
    public const long Nanoseconds = 100_000_000;

    public const int PerSecond = 10;

    /// <summary>Five milliseconds: what a refusal may take when nothing stands before it, network and generator included.</summary>
    public const long PromptNanoseconds = 5_000_000;

    public static LoadTenth operator +(LoadTenth left, LoadTenth right) =>
        new(left.Intended + right.Intended, left.Good + right.Good, left.Shed + right.Shed, left.Refusals + right.Refusals, left.Prompt + right.Prompt, left.Failures + right.Failures);
}
