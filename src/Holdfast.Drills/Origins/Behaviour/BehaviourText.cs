using System.Globalization;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills;

/// <summary>Texts to values of a behaviour. Each method gives null, or what is wrong together with the remedy.</summary>
internal static class BehaviourText
{
    private const string ServiceRemedy = "Write fixed:5ms, exp:5ms or lognormal:5ms,cv=1.5";

    // Longer than any drill, and far from where nanoseconds would overflow.
    private static readonly TimeSpan DurationMaximum = TimeSpan.FromDays(1);

    public static string? Service(string text, out ServiceTime value)
    {
        value = default;
        string[] parts = text.Split(':', 2);
        string[] numbers = parts.Length == 2 ? parts[1].Split(',') : [];
        ServiceShape? shape = parts[0] switch
        {
            "fixed" => ServiceShape.Fixed,
            "exp" => ServiceShape.Exponential,
            "lognormal" => ServiceShape.Lognormal,
            _ => null,
        };
        if (shape is null || numbers.Length != (shape == ServiceShape.Lognormal ? 2 : 1))
        {
            return $"'{text}' is not a service time. {ServiceRemedy}";
        }

        double variation = 0;
        if (Duration(numbers[0], out TimeSpan mean) is not null ||
            (numbers.Length == 2 && (!numbers[1].StartsWith("cv=", StringComparison.Ordinal) || !TryNumber(numbers[1]["cv=".Length..], 0, 100, out variation))))
        {
            return $"'{text}' is not a service time. {ServiceRemedy}";
        }

        value = new ServiceTime(shape.Value, mean, variation);
        return mean > TimeSpan.Zero || shape == ServiceShape.Fixed ? null : $"'{text}' has a mean of 0. Only fixed:0 can take no time";
    }

    public static string? Law(string text, out ScalabilityLaw value)
    {
        value = default;
        string[] parts = text.Split(',');
        if (text == "none" || (parts.Length == 2 && TryNumber(parts[0], 0, 1, out _) && TryNumber(parts[1], 0, 1, out _)))
        {
            value = text == "none" ? default : new ScalabilityLaw(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
            return null;
        }

        return $"'{text}' is not a scalability law. Write alpha and beta, each from 0 to 1, as 0.03,0.0001, or none";
    }

    public static string? Cold(string text, out ColdStart value)
    {
        value = new ColdStart(TimeSpan.Zero, 1);
        string[] parts = text.Split(',');
        if (text == "none")
        {
            return null;
        }

        if (parts.Length == 2 && Duration(parts[0], out TimeSpan duration) is null && Factor(parts[1], out double factor) is null)
        {
            value = new ColdStart(duration, factor);
            return null;
        }

        return $"'{text}' is not a cold start. Write how long and how many times slower at first, as 10s,5x, or none";
    }

    public static string? Duration(string text, out TimeSpan value)
    {
        if (DurationText.Parse(text, out value) is { } wrong)
        {
            return $"'{text}' {wrong.Problem}. {wrong.Remedy.TrimEnd('.')}";
        }

        return value <= DurationMaximum ? null : $"'{text}' is too long. Write a day (24h) or less";
    }

    public static string? DurationOrNone(string text, out TimeSpan? value)
    {
        value = null;
        string? wrong = text == "none" ? null : Duration(text, out TimeSpan duration) is { } problem ? $"{problem}, or none" : Keep(duration, out value);
        return wrong;
    }

    public static string? Size(string text, out long value) =>
        SizeText.Parse(text, out value) is { } wrong ? $"'{text}' {wrong.Problem}. {wrong.Remedy.TrimEnd('.')}" : null;

    public static string? SizeOrUnlimited(string text, out long value)
    {
        value = long.MaxValue;
        return text == "unlimited" ? null : Size(text, out value) is { } wrong ? $"{wrong}, or unlimited" : null;
    }

    /// <summary>10 or 10x.</summary>
    public static string? Factor(string text, out double value) =>
        TryNumber(text.EndsWith('x') ? text[..^1] : text, 0, 1_000_000, out value) ? null : $"'{text}' is not a factor. Write for example 10x";

    /// <summary>0.1 or 10%.</summary>
    public static string? Share(string text, out double value)
    {
        bool percent = text.EndsWith('%');
        bool right = TryNumber(percent ? text[..^1] : text, 0, percent ? 100 : 1, out value);
        value = percent ? value / 100 : value;
        return right ? null : $"'{text}' is not a share. Write a number from 0 to 1, or per cent: 0.1 or 10%";
    }

    public static string? CountOrUnlimited(string text, int minimum, out int value)
    {
        value = OriginBehaviour.Unlimited;
        return text == "unlimited" || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum)
            ? null
            : $"'{text}' is not a count. Write a whole number from {minimum} on, or unlimited";
    }

    private static string? Keep(TimeSpan duration, out TimeSpan? value)
    {
        value = duration;
        return null;
    }

    private static bool TryNumber(string text, double minimum, double maximum, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum;
}
