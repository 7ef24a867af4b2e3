namespace Holdfast.Telemetry.Series;

/// <summary>The clients that take most of each pool, as overload control knows them; one that uses several pools is one client.</summary>
internal static class TopClientWriter
{
    // Of each pool: who comes after them takes little.
    private const int ClientsOfPool = 5;

    /// <param name="rates">By client: its requests a second, over the pools so far.</param>
    public static void Note(PoolLevels pool, Dictionary<string, double> rates)
    {
        foreach (ClientReading client in pool.Clients.Take(ClientsOfPool))
        {
            rates[client.Client] = rates.GetValueOrDefault(client.Client) + client.RequestsPerSecond;
        }
    }

    public static void Write(SecondWriter writer, IReadOnlyList<PoolLevels> levels, Dictionary<string, double> rates)
    {
        if (rates.Count == 0)
        {
            return;
        }

        Dictionary<string, double> shares = new(StringComparer.Ordinal);
        foreach (ClientReading client in levels.SelectMany(pool => pool.Clients.Take(ClientsOfPool)))
        {
            shares[client.Client] = Math.Max(client.Share, shares.GetValueOrDefault(client.Client));
        }

        foreach ((string client, double rate) in rates)
        {
            if (writer.Begin(new SeriesSubject(SubjectKind.Client, client)) is { } series)
            {
                series.Write(Signal.OfferedFirst, rate);
                series.Write(Signal.Share, shares[client]);
            }
        }
    }
}
