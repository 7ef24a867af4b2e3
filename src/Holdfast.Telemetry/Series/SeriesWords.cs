namespace Holdfast.Telemetry.Series;

/// <summary>Names as operators write and read them: lower case, words joined by '-'.</summary>
public static class SeriesWords
{
    private static readonly string[] Kinds = [.. Enum.GetNames<SubjectKind>().Select(Dashed)];

    public static string Of(SubjectKind kind) => Kinds[(int)kind];

    public static string Of(Signal signal) => SignalTable.Row(signal).Name;

    public static string Of(ChangeKind kind) => Dashed(kind.ToString());

    /// <summary>Null when there is no such signal.</summary>
    public static Signal? TryParseSignal(string text) =>
        SignalTable.Rows.FirstOrDefault(row => string.Equals(row.Name, text, StringComparison.OrdinalIgnoreCase))?.Signal;

    public static ChangeKind? TryParseChange(string text) =>
        Enum.TryParse(text, ignoreCase: true, out ChangeKind kind) && string.Equals(kind.ToString(), text, StringComparison.OrdinalIgnoreCase) ? kind : null;

    /// <summary>"gateway", "pool:shop", "class:critical"; null when it is none.</summary>
    public static SeriesSubject? TryParseSubject(string text)
    {
        if (text == "gateway")
        {
            return SeriesSubject.Gateway;
        }

        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int kind = colon < 0 ? -1 : Array.IndexOf(Kinds, text[..colon]);
        return kind <= 0 || colon == text.Length - 1 ? null : new((SubjectKind)kind, text[(colon + 1)..]);
    }

    /// <summary>FirstByteP99 becomes first-byte-p99.</summary>
    internal static string Dashed(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
