namespace Holdfast.Configuration;

/// <summary>How large the tables of a rate limit are: as large with one client as with all that they can tell apart, so that no crowd can make them grow.</summary>
public static class RateLimitTables
{
    /// <summary>Keys that may be spending of a rate at once.</summary>
    public const int RatePlaces = 16_384;

    /// <summary>One for each key with a request under way: more than clients that fit into one process.</summary>
    public const int ConcurrencyPlaces = 131_072;

    /// <summary>A key, and when its bucket is full.</summary>
    private const int BytesOfRatePlace = 16;

    /// <summary>A word for key and count, and half a byte of the count that eight of them share.</summary>
    private const double BytesOfConcurrencyPlace = 8.5;

    /// <summary>What is taken for the limit when its configuration comes into use. Where all requests of the route are one key that is next to nothing.</summary>
    public static long BytesOf(RateLimitConfig limit) => limit.Per.Source == ClientKeySource.Route
        ? 0
        : (limit.Rate is null ? 0 : RatePlaces * BytesOfRatePlace) + (limit.Concurrency > 0 ? (long)(ConcurrencyPlaces * BytesOfConcurrencyPlace) : 0);
}
