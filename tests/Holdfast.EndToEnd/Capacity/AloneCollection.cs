namespace Holdfast.EndToEnd.Capacity;

/// <summary>What measures a rate must not share the processors with other tests.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
