namespace Holdfast.EndToEnd.Clients;

/// <summary>All kinds of clients talk to the same gateway: what one leaves behind must not surprise the next.</summary>
[CollectionDefinition(Name)]
public sealed class ClientsCollection : ICollectionFixture<ClientsFixture>
{
    public const string Name = "clients";
}
