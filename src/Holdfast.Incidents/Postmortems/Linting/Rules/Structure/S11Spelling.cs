using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>
/// Misspellings that are common, above all in technical texts, and never right; a bounded list, and no dictionary: names of systems, pools and people would all be wrong in one, and
/// a linter that cries at every name is switched off.
/// </summary>
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
        + "preventitive=preventative reslove=resolve resloved=resolved rollbak=rollback servcie=service sevice=service timout=timeout traffick=traffic upgarde=upgrade useage=usage "
        + "acknowlege=acknowledge acknowleged=acknowledged adminstrator=administrator algorithim=algorithm alot=a_lot arguement=argument asynchonous=asynchronous authentification=authentication automaticly=automatically bandwith=bandwidth behaivor=behaviour certficate=certificate certifcate=certificate "
        + "cachable=cacheable commited=committed commiting=committing comunication=communication concurency=concurrency concurent=concurrent conect=connect configration=configuration coordinater=coordinator corupt=corrupt corupted=corrupted credentails=credentials dashbord=dashboard defualt=default delpoy=deploy "
        + "depoyment=deployment enviornment=environment esclate=escalate esclated=escalated excecute=execute exhuasted=exhausted exausted=exhausted faliure=failure faild=failed firewal=firewall flase=false frequencey=frequency fucntion=function gatway=gateway hearbeat=heartbeat heartbeet=heartbeat "
        + "incidnet=incident inital=initial initalize=initialize instace=instance interupt=interrupt interupted=interrupted latancy=latency lenght=length loging=logging mesage=message messsage=message migraton=migration mulitple=multiple netowrk=network overlaod=overload overwelmed=overwhelmed "
        + "parrallel=parallel perfomance=performance permision=permission postmorten=postmortem proccessing=processing procesing=processing propogate=propagate propogated=propagated queing=queueing reboted=rebooted reciever=receiver redundency=redundancy regresion=regression releated=related "
        + "requst=request resart=restart restared=restarted retreive=retrieve retrive=retrieve runing=running saturaton=saturation schduled=scheduled sequencial=sequential severty=severity stablize=stabilize statment=statement subseqent=subsequent sucess=success sucesfully=successfully "
        + "synchonous=synchronous sytem=system thier=their throuput=throughput timestap=timestamp trafic=traffic trhough=through unkown=unknown unsuccesful=unsuccessful upsteam=upstream vulnerabilty=vulnerability wieght=weight").Split(' ')
        .Select(pair => pair.Split('=')).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1].Replace('_', ' '), StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem) =>
        from block in postmortem.Sections.SelectMany(section => section.Blocks)
        from word in block.Passage.Words
        where Wrong.ContainsKey(word.Text)
        select At(block.Passage.Quote(word.Start, word.End), $"'{word.Text}' is spelled '{Wrong[word.Text]}'");
}
