using System.Runtime.CompilerServices;

namespace Holdfast.DataPlane.Overload;

/// <summary>A number for each class, the most important first.</summary>
[InlineArray(AdmissionKey.Classes)]
internal struct ClassCounts
{
#pragma warning disable IDE0044, IDE0051, CS0169, CS0649 // Read and written as an array.
    private int first;
#pragma warning restore IDE0044, IDE0051, CS0169, CS0649
}
