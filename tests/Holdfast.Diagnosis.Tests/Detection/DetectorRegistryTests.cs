namespace Holdfast.Diagnosis.Tests.Detection;

public class DetectorRegistryTests
{
    [Fact]
    public void EveryDetector_HasAControlThatFiresAndOneThatDoesNot()
    {
        foreach (IDetector detector in DetectorRegistry.Create())
        {
            string[] tests = TestsOf.Type(detector.GetType());
            tests.ShouldContain(test => test.Contains("Fire") || test.Contains("Suspected") || test.Contains("Foretold"), detector.Name);
            tests.ShouldContain(test => test.Contains("Quiet"), detector.Name);
        }
    }

    [Fact]
    public void Names_AreUnique() => DetectorRegistry.Create().Select(detector => detector.Name).ShouldBeUnique();
}
