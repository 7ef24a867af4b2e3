namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>Decibans: ten of them make something ten times as likely. Hypotheses use these words and, where the tuning runs asked for it, numbers between.</summary>
internal static class Weight
{
    public const double Decisive = 20;
    public const double Supports = 8;
    public const double Fits = 4;
    public const double Against = -8;
    public const double Excludes = -25;
}
