namespace Holdfast.Diagnosis.Tests;

/// <summary>The names of the tests of one type, by the rule that they are in a class of its name.</summary>
internal static class TestsOf
{
    public static string[] Type(Type type) =>
        [.. typeof(TestsOf).Assembly.GetTypes().Where(test => test.Name == type.Name + "Tests").SelectMany(test => test.GetMethods()).Where(method => method.DeclaringType != typeof(object)).Select(method => method.Name)];
}
