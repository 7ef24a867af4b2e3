namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>A time zone as written, and what it means: a fixed offset, or a place with its own summer time.</summary>
/// <param name="Place">IANA name; null for a fixed offset.</param>
/// <param name="IsAmbiguous">The short form stands for several zones: CST is in America and in China.</param>
internal sealed record Zone(string Written, int OffsetMinutes, string? Place, bool IsAmbiguous = false)
{
    /// <summary>Minutes to add to universal time, at this local time.</summary>
    public int OffsetAt(DateTime local)
    {
        if (Place is null || !TimeZoneInfo.TryFindSystemTimeZoneById(Place, out TimeZoneInfo? zone))
        {
            return OffsetMinutes;
        }

        return (int)zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).TotalMinutes;
    }

    public bool IsSame(Zone other, DateTime at) => OffsetAt(at) == other.OffsetAt(at);
}
