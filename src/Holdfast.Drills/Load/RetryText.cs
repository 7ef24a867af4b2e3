using System.Globalization;

namespace Holdfast.Drills.Load;

/// <summary>Retry behaviour as people write it: none, immediate:3, backoff:5. The number counts attempts, the first one included.</summary>
public static class RetryText
{
    public const string Example = "immediate:3";

    private const int AttemptsMaximum = 1000;

    public static (string Problem, string Remedy)? Parse(string text, out RetryPlan retry)
    {
        retry = RetryPlan.None;
        string[] parts = text.Split(':');
        RetryKind? kind = parts[0] switch { "none" => RetryKind.None, "immediate" => RetryKind.Immediate, "backoff" => RetryKind.Backoff, _ => null };
        if (kind is not { } known || parts.Length > 2)
        {
            return ("is not a retry behaviour", "Write none, immediate:3 or backoff:3; the number counts attempts with the first one.");
        }

        if (known == RetryKind.None)
        {
            return parts.Length == 1 ? null : ("has attempts without retries", "Write none, or immediate:3.");
        }

        int attempts = 3;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out attempts) || attempts is < 2 or > AttemptsMaximum))
        {
            return ("has no usable number of attempts", $"Write 2 to {AttemptsMaximum} attempts, the first one included: {parts[0]}:3.");
        }

        retry = new RetryPlan(known, attempts);
        return null;
    }

    public static string Format(RetryPlan retry) => retry.Kind switch
    {
        RetryKind.None => "none",
        RetryKind.Immediate => string.Create(CultureInfo.InvariantCulture, $"immediate:{retry.AttemptsMaximum}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"backoff:{retry.AttemptsMaximum}"),
    };
}
