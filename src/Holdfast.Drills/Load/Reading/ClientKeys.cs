using Holdfast.Configuration.Keys;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

internal static class ClientKeys
{
    private const int CountMaximum = 65_536;

    public static NetworkAddress DefaultFirst { get; } = NetworkAddress.FromIPv4(0x7F000A01, 0);

    public static RecordKeys<ClientAddresses> Keys { get; } = new(
        "Clients",
        "clients",
        new ClientAddresses(DefaultFirst, 1),
        new PropertyKey<ClientAddresses, int>("count", nameof(ClientAddresses.Count), new IntegerKind(1, CountMaximum), clients => clients.Count, (clients, value) => clients with { Count = value })
        {
            Meaning = "How many addresses.",
            Example = "50",
        },
        new PropertyKey<ClientAddresses, NetworkAddress>("first", nameof(ClientAddresses.First), LoadKinds.SourceAddress, clients => clients.First, (clients, value) => clients with { First = value })
        {
            Meaning = "The first of them; the others follow it.",
        })
    {
        Meaning = "Addresses that the clients come from; the count alone will do.",
        Example = "{ count: 50, first: 127.0.10.1 }",
        Shorthand = "count",
    };
}
