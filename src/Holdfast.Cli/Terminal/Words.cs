using System.Text;

namespace Holdfast.Cli;

/// <summary>Names of the code as the configuration writes them: LeastRequests is least-requests.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        StringBuilder word = new();
        foreach (char symbol in value.ToString())
        {
            if (char.IsUpper(symbol) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(symbol));
        }

        return word.ToString();
    }
}
