using System.Globalization;

namespace Holdfast.Foundation;

/// <summary>Numbers with their nouns, as people write them: 1 request, 2 requests.</summary>
public static class Counted
{
    /// <param name="one">The noun for one; with an s it is that for several.</param>
    public static string Of(double number, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0} {Noun(number, one)}");

    /// <summary>Behind a number that is written otherwise, such as 9,571 or 3 of 9,571.</summary>
    public static string Noun(double number, string one) => IsOne(number) ? one : $"{one}s";

    /// <summary>12 were, 1 was.</summary>
    public static string Were(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0} {Verb(number)}");

    /// <summary>was for 1, were for all others.</summary>
    public static string Verb(double number) => IsOne(number) ? "was" : "were";

    // As it is shown: 0.6 is rounded to 1.
    public static bool IsOne(double number) => Math.Round(number, MidpointRounding.AwayFromZero) == 1;
}
