using Holdfast.Incidents.Postmortems.Linting;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// What people noted in the heat of it, for a text that blames nobody: a part with words that the linter would refuse stays in the records and
/// out of the draft, or a reviewer could only ever be asked after somebody had rewritten it. Keeps nothing.
/// </summary>
internal static class QuietWords
{
    public const string Kept = "the words are in the records";

    private static readonly string[] Joints = ["; ", ", ", ": "];

    /// <summary>All of it where nothing is to be left out.</summary>
    public static string Of(string text)
    {
        if (IsQuiet(text))
        {
            return text;
        }

        foreach (string joint in Joints)
        {
            string[] parts = text.Split(joint);
            string[] quiet = [.. parts.Where(IsQuiet)];
            string left = string.Join(joint, quiet);
            if (quiet.Length > 0 && quiet.Length < parts.Length && IsQuiet(left))
            {
                return left;
            }
        }

        return Kept;
    }

    // Of the rules about language: guidance holds a review up, and a note does not.
    private static bool IsQuiet(string text) => !PostmortemLinter.Check(text).Findings.Any(finding => finding.Rule[0] == 'B' && finding.Severity != LintSeverity.Note);
}
