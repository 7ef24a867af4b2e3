namespace Holdfast.Incidents.Escalation.Reading;

/// <summary>What is wrong in an escalation policy.</summary>
/// <param name="Line">0 when it is about the whole file.</param>
public sealed record PolicyFinding(int Line, int Column, string Message, string Remedy)
{
    public string InWords(string file) => Line == 0 ? $"{file}: {Message}. {Remedy}" : $"{file}:{Line}:{Column}: {Message}. {Remedy}";
}
