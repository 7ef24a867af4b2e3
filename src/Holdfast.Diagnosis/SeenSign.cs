using Holdfast.Diagnosis.Detection;

namespace Holdfast.Diagnosis;

/// <param name="Anomaly">As it was when it fired.</param>
internal sealed record SeenSign(Anomaly Anomaly, long? EndedAt);
