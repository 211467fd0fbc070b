"""The trade's English as French texts use it: words that a French voice and French hyphens get wrong.

One entry between two dots or line ends, in lower case, without the s of its plural. What is French as well (page,
service, public, client, test, support, office, content, commit, pull, issues, user…) stands here only inside an
expression that is not. The space of an expression stands for a hyphen too.
"""

from __future__ import annotations

EXPRESSIONS = """
agile coach · best practice · big bang · big data · big picture · bottom up · bug bounty · build or buy
burndown chart · burnup chart · business analyst · business as usual · business case · business developer
business model · business model canvas · business owner · business plan · business unit · call to action
card sorting · case study · change management · chief data officer · chief digital officer · chief executive officer
chief product officer · chief technology officer · clean code · click rate · cloud first · cloud native · code freeze
code review · community management · community manager · content design · content designer · content manager
content strategist · continuous delivery · continuous deployment · continuous integration · core team
cross functional · customer care · customer journey · customer relationship management · customer success
customer success manager · cycle time · daily meeting · daily scrum · daily stand up · dark mode · dark pattern
data analyst · data center · data driven · data engineer · data lake · data lineage · data management · data manager
data science · data scientist · data steward · data warehouse · deep learning · deep tech · definition of done
definition of ready · delivery manager · design lead · design ops · design sprint · design system · design thinking
design token · desk research · dev ops · digital native · digital workplace · domain driven design · double diamond
drag and drop · early adopter · early stage · empathy map · end to end · engineering manager · event storming
eye tracking · fact checking · fail fast · fake news · feature flag · feature team · feature toggle · fine tuning
follow up · free lance · front end · front office · full remote · full stack · git flow · go live · go no go
go to market · golden path · growth hacker · growth hacking · growth mindset · hands on · happy path · hard skill
head of design · head of product · help desk · high level · hot fix · how might we · human centered design
impact mapping · infrastructure as code · job board · job dating · job description · job story · jobs to be done
key performance indicator · key result · kick off · know how · landing page · large language model · lead designer
lead dev · lead developer · lead tech · lead time · lead user · lean canvas · lean coffee · lean management
lean startup · lean ux · learning by doing · lessons learned · load balancer · load balancing · low code
low fidelity · machine learning · mail merge · make or buy · merge request · mind map · mind mapping
minimum lovable product · minimum viable product · mob programming · mobile first · mood board · must have
need to know · nice to have · no code · north star · north star metric · objectives and key results · on boarding
one on one · one pager · one stop shop · one to one · open api · open badge · open data · open government
open innovation · open science · open source · open space · opportunity solution tree · opt in · opt out
out of the box · outside in · pain point · pair programming · peer review · peer to peer · pen test · pitch deck
planning poker · plug and play · point of contact · power user · press release · privacy by default
privacy by design · private beta · problem solving · problem statement · product backlog · product builder
product design · product designer · product discovery · product goal · product increment · product leader
product led growth · product management · product manager · product market fit · product marketing
product marketing manager · product mindset · product ops · product owner · product roadmap · product strategy
product thinking · program management · program manager · project management · project manager · project owner
proof of concept · proof of value · public beta · pull request · quality assurance · quality gate · quick fix
quick win · rate limiting · ready to use · release candidate · release manager · release note · release train
remote first · responsive design · roll back · roll out · safe space · scale up · screen reader · scrum board
scrum guide · scrum master · scrum of scrums · scrum team · secure by design · security by default
security by design · self care · self service · serious game · service blueprint · service design
service designer · service level agreement · service level objective · side project · single point of failure
single sign on · site reliability engineer · site reliability engineering · social media manager · soft launch
soft skill · source of truth · speed boat · sprint backlog · sprint goal · sprint planning · sprint review
squad lead · stand up · stand up meeting · start up · state of the art · story board · story map · story mapping
story point · story telling · stress test · subject matter expert · system thinking · systems thinking · task flow
task force · team building · team leader · team topologies · tech for good · tech lead · tech leader
technical debt · technical writer · test and learn · test driven development · theory of change · think aloud
think tank · threat model · threat modeling · three amigos · time box · time line · time to market · to do list
tone of voice · tool kit · top down · top management · total cost of ownership · trade off · train the trainer
trouble shooting · trunk based development · ui design · ui designer · ui kit · unique selling point · up to date
usability testing · use case · user acceptance testing · user centered design · user centric · user experience
user experience design · user experience designer · user experience research · user feedback · user flow
user interface · user interview · user journey · user map · user need · user persona · user research
user researcher · user story · user stories · user story map · user story mapping · user support
user test · user testing
ux design · ux designer · ux research · ux researcher · ux writer · ux writing · value proposition
value proposition canvas · value stream · value stream mapping · walking skeleton · web analyst · web analytics
web app · web component · web design · web designer · web hook · white board · white label · white paper
wire frame · word of mouth · work flow · work in progress · work shop · working agreement · working group · zero trust
"""

WORDS = """
backend · back-end · backlog · backoffice · back-office · backup · benchmark · benchmarking · blueprint · board
boarding · bootcamp · bootstrap · bottleneck · bottom-up · brainstorm · brainstorming · branding · briefing · browser
build · burndown · burnout · burn-out · burnup · business · changelog · chatbot · checklist · check-list · cloud
coach · coaching · co-design · copywriter · copywriting · coworking · co-working · crowdfunding · customer · daily
dashboard · datacenter · dataset · deadline · debriefing · debugging · delivery · deployment · designer · desktop
developer · devops · discovery · e-learning · edtech · emailing · e-mailing · empowerment · enablement · endpoint
engineer · engineering · fablab · feature · feedback · feed-back · fellow · fellowship · fintech · firewall
firmware · flashcard · flow · footer · fork · framework · freelance · freemium · frontend · front-end · fullstack
full-stack · fundraising · gateway · govtech · growth · guideline · hackathon · hacking · handover · hardware · hashtag
header · helpdesk · hosting · hotfix · hotline · hub · icebreaker · inbound · insight · kickoff · kick-off · know-how
landing · laptop · layout · lead · leader · leadership · lean · learning · legacy · lifecycle · linter
livestream · lobbying · login · logout · low-code · mailing · mainframe · mainstream · maker · manager · mapping
marketing · marketplace · masterclass · master-class · matching · meeting · meetup · mentoring · merge · microservice
middleware · milestone · mindmap · mindset · mockup · mock-up · monitoring · moodboard · networking · newsletter
no-code · nudge · offboarding · onboarding · one-pager · opt-in · opt-out · outbound · outcome · output · outreach
outsourcing · overlay · overview · owner · ownership · password · payload · pentest · pentester · phishing · pipeline
pitch · playbook · playground · plugin · plug-in · popup · pop-up · privacy · product · profiling · proxy · push
ransomware · ranking · rebranding · redesign · refactoring · refinement · release · remote · reporting · researcher
responsive · review · reviewer · roadmap · roadshow · rollback · rollout · roll-out · router · runbook · sandbox
scale-up · scaling · scope · scoring · screenshot · scrum · self-service · shadowing · shortlist · showcase · sidebar
sitemap · skill · slide · slideshow · smartphone · snapshot · snippet · software · sourcing · speaker · speech · spike
sponsoring · spreadsheet · sprint · squad · staffing · stakeholder · standby · standup · stand-up · start-up · startup
startuper · story · stories · storyboard · storymapping · storytelling · streaming · tagging · takeaway · teambuilding
team · teaser · template · templating · testing · thread · ticketing · timebox · timeboxing · timeline · timesheet
todolist · toggle · token · toolbox · toolkit · tooltip · top-down · touchpoint · tracker · tracking · trade-off
training · turnover · update · upgrade · upskilling · usability · versioning · viewport · walkthrough · waterfall
webdesign · webdesigner · webhook · webinar · webmaster · website · whiteboard · widget · wireframe · wireframing
wording · workaround · workflow · workload · workplace · workshop · workspace · writer · writing
"""


def listed() -> frozenset[str]:
    """Give every word and expression of the list, in lower case."""
    entries = f"{EXPRESSIONS}·{WORDS}".replace("\n", "·").split("·")
    return frozenset(entry.strip() for entry in entries) - {""}
