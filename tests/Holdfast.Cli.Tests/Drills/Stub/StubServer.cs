namespace Holdfast.Cli.Tests.Drills.Stub;

/// <summary>A server behind the stub.</summary>
internal sealed class StubServer(string name, string address, int places)
{
    private volatile bool isOut;

    public string Name { get; } = name;

    public string Address { get; } = address;

    public int Places { get; } = places;

    public bool IsOut
    {
        get => isOut;
        set => isOut = value;
    }
}
