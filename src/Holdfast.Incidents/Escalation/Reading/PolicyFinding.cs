namespace Holdfast.Incidents.Escalation.Reading;

/// <summary>What is wrong in an escalation policy.</summary>
public sealed record PolicyFinding(int Line, int Column, string Message, string Remedy)
{
    public string InWords(string file) => $"{file}:{Line}:{Column}: {Message}. {Remedy}";
}
