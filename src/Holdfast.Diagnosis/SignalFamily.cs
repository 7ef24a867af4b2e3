namespace Holdfast.Diagnosis;

/// <summary>Where a sign comes from. Signs of one family are never independent: two anomalies of one family are one, and their evidence is capped together.</summary>
public enum SignalFamily
{
    Traffic,
    ClientMix,
    Distribution,
    Connection,
    Saturation,
    Change,
    Errors,
    Recovery,
}
