using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>Evidence as one hypothesis sees it.</summary>
/// <param name="Decibans">After quality and order in time.</param>
public sealed record WeighedItem(EvidenceItem Item, double Decibans);
