namespace Holdfast.DataPlane.Exchanges;

/// <summary>How the flow of an exchange's messages ended, if it did.</summary>
/// <param name="Outcome">Of no meaning while it goes on.</param>
internal readonly record struct FlowEnd(FlowEndKind Kind, RequestOutcome Outcome)
{
    public static FlowEnd Going => default;
}
