namespace Holdfast.Diagnosis.Evidence;

/// <summary>Answers one question about a situation. One source a file, one line in <see cref="EvidenceRegistry"/>. Keeps nothing.</summary>
internal interface IEvidenceSource
{
    /// <summary>Adds nothing for what was not observed: missing telemetry is never evidence against anything.</summary>
    void Collect(Situation situation, List<EvidenceItem> into);
}
