using System.Reflection;
using Holdfast.Diagnosis;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli.Tests.Drills;

/// <summary>The causes that pages of drills may name are those of the diagnosis, which drills do not see.</summary>
public class CauseNamesTests
{
    [Fact]
    public void NamesInPages_AreThoseOfTheDiagnosis()
    {
        Type[] types = typeof(CauseClass).Assembly.GetTypes();
        Type hypothesis = types.Single(static type => type.Name == "Hypothesis");
        PropertyInfo name = hypothesis.GetProperty("Name")!;
        IEnumerable<string> named = types.Where(type => type.IsSubclassOf(hypothesis) && !type.IsAbstract).Select(type => (string)name.GetValue(Activator.CreateInstance(type))!);
        named.Order().ShouldBe(CauseNames.All.Order());
    }
}
