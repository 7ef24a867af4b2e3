using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Misspellings that are common and never right. No dictionary: names of systems would be wrong in it.</summary>
internal sealed class S11Spelling() : LintRule("S11", LintSeverity.Guidance, "words are spelled right", "Correct the spelling.")
{
    private static readonly Dictionary<string, string> Wrong = (
        "teh=the recieve=receive recieved=received occured=occurred occurence=occurrence seperate=separate seperately=separately definately=definitely untill=until enviroment=environment goverment=government existance=existence succesful=successful succesfully=successfully "
        + "sucessful=successful sucessfully=successfully accross=across adress=address begining=beginning beleive=believe calender=calendar catagory=category commited=committed comming=coming completly=completely consistant=consistent dependancy=dependency dependant=dependent "
        + "desparate=desperate diffrent=different dissapear=disappear embarass=embarrass explaination=explanation familar=familiar finaly=finally foward=forward freind=friend garantee=guarantee happend=happened immediatly=immediately imediately=immediately independant=independent "
        + "infomation=information intermitent=intermittent knowlege=knowledge liason=liaison maintainance=maintenance maintenence=maintenance managment=management neccessary=necessary necesary=necessary noticable=noticeable ocurred=occurred occuring=occurring paralel=parallel "
        + "performace=performance persistant=persistent posible=possible prefered=preferred presance=presence privilage=privilege proccess=process recomend=recommend recoverd=recovered refered=referred reliabilty=reliability resouce=resource resouces=resources responce=response "
        + "shedule=schedule similiar=similar sincerly=sincerely speach=speech suprise=surprise temporarly=temporarily threshhold=threshold tommorow=tomorrow tomorow=tomorrow transfered=transferred truely=truly unavailble=unavailable unavaliable=unavailable usefull=useful wich=which "
        + "wether=whether writting=writing availabilty=availability avaliable=available availible=available conection=connection conections=connections configuraton=configuration databse=database databaes=database deploymnet=deployment mitgate=mitigate monitering=monitoring "
        + "preventitive=preventative reslove=resolve resloved=resolved rollbak=rollback servcie=service sevice=service timout=timeout traffick=traffic upgarde=upgrade useage=usage").Split(' ')
        .Select(pair => pair.Split('=')).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        from block in postmortem.Sections.SelectMany(section => section.Blocks)
        from word in block.Passage.Words
        where Wrong.ContainsKey(word.Text)
        select At(block.Passage.Quote(word.Start, word.End), $"'{word.Text}' is spelled '{Wrong[word.Text]}'");
}
