namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>What a section is about; one may hold several of the four parts.</summary>
[Flags]
internal enum Topics
{
    None = 0,
    Title = 1,
    Summary = 2,
    Impact = 4,
    Detection = 8,
    Trigger = 16,
    Timeline = 32,
    Cause = 64,
    Resolution = 128,
    Corrective = 256,
    Lessons = 512,
    Review = 1024,

    /// <summary>What people record about the document itself: authors, status, dates.</summary>
    Record = 2048,
}
