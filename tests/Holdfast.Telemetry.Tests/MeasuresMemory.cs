namespace Holdfast.Telemetry.Tests;

/// <summary>Tests that read how much memory the process has: alone, because what others hold meanwhile counts with it (20 MB were 29 beside them).</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresMemory
{
    public const string Name = "measures memory";
}
