namespace Holdfast.Diagnosis.Detection;

/// <summary>Detected is suspected or higher.</summary>
public enum DetectionState
{
    Normal = 0,
    Suspected,
    Declared,
}
