namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>What an entry of the timeline tells; one may tell several things.</summary>
[Flags]
internal enum EntryRoles
{
    None = 0,
    Change = 1,
    Start = 2,
    Detection = 4,
    Acknowledgement = 8,
    Investigation = 16,
    Hypothesis = 32,
    Misleading = 64,
    Escalation = 128,
    CauseFound = 256,
    Fix = 512,
    Recovery = 1024,
    Users = 2048,
}
