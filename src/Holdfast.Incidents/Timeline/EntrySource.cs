namespace Holdfast.Incidents.Timeline;

/// <summary>Where an entry comes from that follows from no record of the gateway's own: it is somebody's word.</summary>
internal static class EntrySource
{
    public static string Person(string name) => $"person:{name}";

    /// <summary>By the signed link that was sent to them.</summary>
    public static string Link(string name) => $"link:{name}";
}
