namespace Holdfast.Incidents.Tests.Kills;

/// <summary>As it is, and wrong on purpose: a check that cannot fail proves nothing.</summary>
internal enum VictimKind
{
    Right = 0,
    PromisesBeforeItWrites,
    TellsAfterItSaidSo,
}
