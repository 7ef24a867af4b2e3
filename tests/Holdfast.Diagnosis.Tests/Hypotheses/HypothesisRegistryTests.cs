using Holdfast.Diagnosis.Hypotheses;

namespace Holdfast.Diagnosis.Tests.Hypotheses;

public class HypothesisRegistryTests
{
    [Fact]
    public void EveryCause_HasTestsThatNameItAndTestsThatDoNot()
    {
        foreach (Hypothesis hypothesis in HypothesisRegistry.All)
        {
            string[] tests = TestsOf.Type(hypothesis.GetType());
            tests.ShouldContain(test => test.EndsWith("Named"), hypothesis.Name);
            tests.ShouldContain(test => test.Contains("Not") || test.Contains("RuledOut") || test.Contains("Vetoed"), hypothesis.Name);
        }
    }
}
