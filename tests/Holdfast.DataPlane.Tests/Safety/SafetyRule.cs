namespace Holdfast.DataPlane.Tests.Safety;

/// <summary>One rule of HTTP safety and the tests that prove it.</summary>
/// <param name="Id">Family and rule.</param>
/// <param name="Tests">Class.Method; the class anywhere under tests/.</param>
internal sealed record SafetyRule(string Id, string Rule, params string[] Tests);
