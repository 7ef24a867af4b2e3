using Holdfast.Configuration.Keys;

namespace Holdfast.Configuration.Documents;

/// <summary>Where a record may be written: "pools.&lt;name&gt;.servers[]".</summary>
internal static class KeyPlaces
{
    public static IReadOnlyList<string> Of(RecordKeys wanted)
    {
        var places = new List<string>();
        Collect(GatewayKeys.Keys, "", wanted, places);
        return places;
    }

    private static void Collect(RecordKeys here, string place, RecordKeys wanted, List<string> places)
    {
        if (here == wanted)
        {
            places.Add(place);
        }

        foreach (ConfigKey key in here.All)
        {
            if (key.Kind?.Record is { } below)
            {
                Collect(below, (place.Length == 0 ? "" : place + ".") + key.Name + key.Kind.PathSuffix, wanted, places);
            }
        }
    }
}
