using System.Globalization;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>The number in front of a unit: digits, perhaps a point and more digits. No sign, no exponent.</summary>
internal static class NumberText
{
    /// <summary>18 digits fit whatever the unit; more is a slip of the keyboard.</summary>
    private const int MaximumDigits = 18;

    public static bool TryRead(ReadOnlySpan<char> text, out int length, out decimal number)
    {
        length = Digits(text);
        number = 0;
        if (length == 0)
        {
            return false;
        }

        if (length < text.Length && text[length] == '.')
        {
            int fraction = Digits(text[(length + 1)..]);
            if (fraction == 0)
            {
                return false;
            }

            length += 1 + fraction;
        }

        return length <= MaximumDigits && decimal.TryParse(text[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
