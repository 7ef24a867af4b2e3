namespace Holdfast.DataPlane.Overload;

/// <summary>Where the facts come from: the process, or a test.</summary>
internal interface IPressureSource
{
    PressureFacts Read(long nowNanoseconds);
}
