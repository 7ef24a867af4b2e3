namespace Holdfast.Configuration;

/// <param name="Name">Of the header or cookie; otherwise empty.</param>
public readonly record struct ClientKey(ClientKeySource Source, string Name)
{
    public static ClientKey Client { get; } = new(ClientKeySource.Client, "");
}
