namespace Holdfast.Cli;

/// <summary>How the demo is shown.</summary>
internal interface IDemoView
{
    /// <param name="next">Waits for the next sample; null at the end.</param>
    void Run(DemoFleet fleet, Func<DemoSample?> next);
}
