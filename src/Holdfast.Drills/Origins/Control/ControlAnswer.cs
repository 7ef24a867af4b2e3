namespace Holdfast.Drills;

/// <summary>Answer to an order.</summary>
internal readonly record struct ControlAnswer(int Status, string Json);
